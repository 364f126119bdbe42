import type { ECRClient } from "@aws-sdk/client-ecr";
import { GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";

/** Password of the registry of the caller's account, for the user `AWS`. It is valid for 12 hours. */
export async function registryPassword(client: ECRClient): Promise<string> {
  const { authorizationData: data } = await client.send(new GetAuthorizationTokenCommand({}));
  const token = data?.[0]?.authorizationToken;
  if (token === undefined) throw new Error("ECR gave no authorization token.");
  return Buffer.from(token, "base64").toString("utf8").replace(/^AWS:/, "");
}
