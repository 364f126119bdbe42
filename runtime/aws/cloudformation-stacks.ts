import type { CloudFormationClient, Stack } from "@aws-sdk/client-cloudformation";
import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  paginateListStacks,
  StackStatus,
} from "@aws-sdk/client-cloudformation";
import type { SSMClient } from "@aws-sdk/client-ssm";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { DescribedChangeSet, PlannedChange, StackChanger } from "../deploy/stack-changer";
import { isAwsError } from "./aws-error";
import type { DescribedStack, StackReader } from "./stack-reader";

/** CloudFormation's only way to say that a stack does not exist (DescribeStacks, GetTemplate). */
const noSuchStack = /does not exist/;

/** Reads of a target through CloudFormation and Parameter Store. */
export function stackReader(client: CloudFormationClient, parameters: SSMClient): StackReader {
  return {
    async describe(stack) {
      try {
        const { Stacks: found } = await client.send(new DescribeStacksCommand({ StackName: stack }));
        return found?.[0] === undefined ? undefined : described(found[0]);
      } catch (error) {
        if (isAwsError(error, "ValidationError", noSuchStack)) return undefined;
        throw error;
      }
    },
    async template(stack) {
      const get = new GetTemplateCommand({ StackName: stack, TemplateStage: "Original" });
      return (await client.send(get)).TemplateBody ?? "";
    },
    async names() {
      const alive = Object.values(StackStatus).filter((status) => status !== "DELETE_COMPLETE");
      const names: string[] = [];
      for await (const page of paginateListStacks({ client }, { StackStatusFilter: alive })) {
        for (const { StackName: name, ParentId: parent } of page.StackSummaries ?? []) {
          if (name !== undefined && parent === undefined) names.push(name);
        }
      }
      return names;
    },
    async parameter(name) {
      try {
        return (await parameters.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
      } catch (error) {
        if (isAwsError(error, "ParameterNotFound")) return undefined;
        throw error;
      }
    },
  };
}

/** Changes of a target through CloudFormation. */
export function stackChanger(client: CloudFormationClient): StackChanger {
  return {
    async createChangeSet({
      stack,
      name,
      kind,
      templateUrl,
      executionRoleArn,
      parameters,
      tags,
      description,
    }) {
      const create = new CreateChangeSetCommand({
        StackName: stack,
        ChangeSetName: name,
        ChangeSetType: kind,
        TemplateURL: templateUrl,
        RoleARN: executionRoleArn,
        Capabilities: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        Parameters: parameters.map((one) =>
          one.value === undefined
            ? { ParameterKey: one.name, UsePreviousValue: true }
            : { ParameterKey: one.name, ParameterValue: one.value },
        ),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        Description: description,
        ClientToken: name,
      });
      const { Id: id } = await client.send(create);
      if (id === undefined)
        throw new Error(`CloudFormation gave no id for the change set ${name} of ${stack}.`);
      return id;
    },
    async describeChangeSet({ stack, name }) {
      const changes: PlannedChange[] = [];
      let token: string | undefined;
      let first: DescribedChangeSet | undefined;
      do {
        const describe = new DescribeChangeSetCommand({
          StackName: stack,
          ChangeSetName: name,
          NextToken: token,
        });
        const page = await client.send(describe).catch((error: unknown) => {
          if (
            isAwsError(error, "ChangeSetNotFoundException") ||
            isAwsError(error, "ValidationError", noSuchStack)
          ) {
            return undefined;
          }
          throw error;
        });
        if (page === undefined) return undefined;
        for (const { ResourceChange: change } of page.Changes ?? []) {
          if (change?.LogicalResourceId === undefined) continue;
          changes.push({
            logicalId: change.LogicalResourceId,
            type: change.ResourceType ?? "unknown",
            action: change.Action ?? "Dynamic",
            replacement: change.Replacement ?? (change.Action === "Modify" ? "Conditional" : "False"),
          });
        }
        first ??= {
          id: page.ChangeSetId ?? "",
          status: page.Status ?? "",
          reason: page.StatusReason ?? "",
          createdAt: page.CreationTime ?? new Date(0),
          changes,
        };
        token = page.NextToken;
      } while (token !== undefined);
      return first;
    },
    async deleteChangeSet({ stack, name }) {
      await client.send(new DeleteChangeSetCommand({ StackName: stack, ChangeSetName: name }));
    },
    async executeChangeSet({ stack, name }) {
      await client.send(
        new ExecuteChangeSetCommand({ StackName: stack, ChangeSetName: name, ClientRequestToken: name }),
      );
    },
    async deleteShell(stack) {
      await client.send(new DeleteStackCommand({ StackName: stack }));
    },
    async eventsSince(stack, since) {
      const events: Awaited<ReturnType<StackChanger["eventsSince"]>>[number][] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new DescribeStackEventsCommand({ StackName: stack, NextToken: token }),
        );
        for (const event of page.StackEvents ?? []) {
          // Newest first: everything behind the first older event is older still.
          if ((event.Timestamp ?? since) < since) return events;
          events.push({
            logicalId: event.LogicalResourceId ?? stack,
            type: event.ResourceType ?? "unknown",
            status: event.ResourceStatus ?? "",
            reason: event.ResourceStatusReason ?? "",
          });
        }
        token = page.NextToken;
      } while (token !== undefined);
      return events;
    },
  };
}

function described(stack: Stack): DescribedStack {
  const pairs = (list: readonly (readonly [string | undefined, string | undefined])[]) =>
    Object.fromEntries(list.filter((pair): pair is [string, string] => pair[0] !== undefined));
  return {
    status: stack.StackStatus ?? "",
    ...(stack.StackStatusReason === undefined ? {} : { statusReason: stack.StackStatusReason }),
    parameters: pairs((stack.Parameters ?? []).map((one) => [one.ParameterKey, one.ParameterValue ?? ""])),
    outputs: pairs((stack.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue ?? ""])),
  };
}
