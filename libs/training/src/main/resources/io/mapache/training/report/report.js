(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const charts = [...document.querySelectorAll(".chart")].map(
    (element) => ({ element, chart: echarts.init(element) }));

  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  const axis = (more) => ({
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { show: false },
    axisLabel: { color: colour("soft") },
    splitLine: { lineStyle: { color: colour("line") } },
    nameTextStyle: { color: colour("soft") },
    ...more,
  });

  const line = (name, points, more) => ({
    type: "line", data: points, symbol: "circle", symbolSize: 4,
    itemStyle: { color: colour(name) }, lineStyle: { color: colour(name), width: 2 }, ...more,
  });

  function curve(phase, of) {
    const checked = of === "loss" ? "valLoss" : "valAccuracy";
    const kept = phase.epochs[phase.kept - 1];
    return {
      animation: false,
      grid: { left: 44, right: 16, top: 16, bottom: 28 },
      xAxis: axis({ type: "value", min: 1, max: Math.max(2, phase.epochs.length), minInterval: 1,
        splitLine: { show: false } }),
      yAxis: axis({ type: "value", scale: true, max: of === "loss" ? null : 1 }),
      series: [
        line("train", phase.epochs.map((e) => [e.epoch, e[of]])),
        line("validation", phase.epochs.map((e) => [e.epoch, e[checked]])),
        line("validation", [[kept.epoch, kept[checked]]], {
          symbolSize: 12,
          itemStyle: { color: colour("card"), borderColor: colour("validation"), borderWidth: 3 },
          z: 5,
        }),
      ],
    };
  }

  function reliability() {
    const most = Math.max(1, ...data.after.concat(data.before).map((bin) => bin.images));
    const bins = (name, all) => line(name,
      all.map((bin) => [bin.confidence, bin.accuracy, bin.images]),
      { symbolSize: (value) => 5 + 15 * Math.sqrt(value[2] / most),
        lineStyle: { color: colour(name), width: 1, opacity: 0.35 } });
    const share = { type: "value", min: 0, max: 1, interval: 0.2 };
    return {
      animation: false,
      grid: { left: 44, right: 16, top: 28, bottom: 44 },
      xAxis: axis({ ...share, name: "probability", nameLocation: "middle", nameGap: 28 }),
      yAxis: axis({ ...share, name: "right" }),
      series: [
        { type: "line", data: [[0, 0], [1, 1]], symbol: "none",
          lineStyle: { color: colour("soft"), type: "dashed", width: 1 } },
        bins("train", data.before),
        bins("accent", data.after),
      ],
    };
  }

  function draw() {
    for (const { element, chart } of charts) {
      const { phase, of } = element.dataset;
      chart.resize();
      chart.setOption(of ? curve(data.phases[phase], of) : reliability(), true);
    }
  }

  draw();
  addEventListener("resize", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  matchMedia("print").addEventListener("change", draw);
})();
