import { anything, flag, list, needed, object, oneOf, text } from "../shape";

const source = "CodeBuild API reference: ProjectEnvironment";

const types = [
  ...["LINUX_CONTAINER", "LINUX_GPU_CONTAINER", "ARM_CONTAINER", "LINUX_LAMBDA_CONTAINER"],
  ...["ARM_LAMBDA_CONTAINER", "LINUX_EC2", "ARM_EC2", "WINDOWS_EC2", "MAC_ARM", "WINDOWS_CONTAINER"],
  ...["WINDOWS_SERVER_2019_CONTAINER", "WINDOWS_SERVER_2022_CONTAINER"],
];

const computeTypes = [
  ...["SMALL", "MEDIUM", "LARGE", "XLARGE", "2XLARGE"].map((size) => `BUILD_GENERAL1_${size}`),
  ...["1GB", "2GB", "4GB", "8GB", "10GB"].map((size) => `BUILD_LAMBDA_${size}`),
  ...["ATTRIBUTE_BASED_COMPUTE", "CUSTOM_INSTANCE_TYPE"],
];

export const environmentShape = object({
  type: needed(oneOf(types, source)),
  computeType: needed(oneOf(computeTypes, source)),
  image: needed(text({ min: 1, source })),
  environmentVariables: list(
    object({
      name: needed(text({ min: 1, source })),
      value: needed(text()),
      type: oneOf(["PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER"], source),
    }),
  ),
  privilegedMode: flag,
  imagePullCredentialsType: oneOf(["CODEBUILD", "SERVICE_ROLE"], source),
  registryCredential: anything,
  certificate: text(),
  fleet: anything,
  dockerServer: anything,
  hostKernel: oneOf(["LINUX_KERNEL_4", "LINUX_KERNEL_6", "LINUX_KERNEL_LATEST"], source),
});
