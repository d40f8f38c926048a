package io.mapache.inference.oip.grpc;

import io.mapache.inference.oip.Parameters;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.grpc.protocol.InferParameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters as messages. */
final class GrpcParameters {

  private GrpcParameters() {}

  static Parameters read(Map<String, InferParameter> messages) throws RejectedException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, InferParameter> message : messages.entrySet()) {
      values.put(message.getKey(), value(message.getKey(), message.getValue()));
    }
    return new Parameters(values);
  }

  private static Object value(String name, InferParameter message) throws RejectedException {
    return switch (message.getParameterChoiceCase()) {
      case BOOL_PARAM -> message.getBoolParam();
      case INT64_PARAM -> message.getInt64Param();
      case STRING_PARAM -> message.getStringParam();
      case DOUBLE_PARAM -> message.getDoubleParam();
      case UINT64_PARAM -> message.getUint64Param();
      case PARAMETERCHOICE_NOT_SET ->
          throw RejectedException.invalid("parameter `%s` is empty", name);
    };
  }

  static Map<String, InferParameter> write(Parameters parameters) {
    Map<String, InferParameter> messages = new LinkedHashMap<>();
    parameters.values().forEach((name, value) -> messages.put(name, message(value)));
    return messages;
  }

  private static InferParameter message(Object value) {
    InferParameter.Builder message = InferParameter.newBuilder();
    if (value instanceof Boolean flag) {
      message.setBoolParam(flag);
    } else if (value instanceof Long number) {
      message.setInt64Param(number);
    } else if (value instanceof Double number) {
      message.setDoubleParam(number);
    } else {
      message.setStringParam((String) value);
    }
    return message.build();
  }
}
