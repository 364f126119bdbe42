import * as aws from "@pulumi/aws";

export const region = "eu-central-1";

export interface Account {
  readonly id: string;
  /** Puts a resource into the account. */
  readonly options: { readonly provider: aws.Provider };
}

function account(name: string, id: string): Account {
  const provider = new aws.Provider(name, {
    region,
    allowedAccountIds: [id],
    assumeRoles: [{ roleArn: `arn:aws:iam::${id}:role/pulumi`, sessionName: "shop-delivery" }],
  });
  return { id, options: { provider } };
}

/** The account with the pipeline, and the one that customers use. */
export const tools = account("tools", "111111111111");
export const production = account("production", "444444444444");

export type Statement = aws.iam.PolicyStatement;

export function allow(
  actions: string | string[],
  resources: string | string[],
  condition?: aws.iam.PolicyStatement["Condition"],
): Statement {
  const statement = { Effect: "Allow", Action: actions, Resource: resources } as const;
  return condition === undefined ? statement : { ...statement, Condition: condition };
}

export function document(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
