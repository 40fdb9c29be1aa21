/** Names of settings that TensorFlow.js registers; as strings they outlive every minifier. */
export const tensorFlowMark =
  /TENSORLIKE_CHECK_SHAPE_CONSISTENCY|KEEP_INTERMEDIATE_TENSORS|WEBGPU_CPU_FORWARD/;
