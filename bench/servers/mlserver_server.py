"""Starts MLServer with one model: batches of what is waiting, inference in one worker process (its default)."""

import asyncio

from mlserver import MLServer, ModelSettings, Settings

from classifier import MAX_BATCH, PORT
from mlserver_runtime import ImageRuntime


async def main():
    settings = Settings(
        debug=False,
        host="127.0.0.1",
        http_port=PORT,
        grpc_port=PORT + 1,
        metrics_endpoint=None,
        load_models_at_startup=False,
    )
    model = ModelSettings(
        name="model", implementation=ImageRuntime, max_batch_size=MAX_BATCH, max_batch_time=0.001
    )
    await MLServer(settings).start([model])


if __name__ == "__main__":
    asyncio.run(main())
