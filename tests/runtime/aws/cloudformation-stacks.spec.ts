import assert from "node:assert/strict";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { SSMClient } from "@aws-sdk/client-ssm";
import { stackChanger, stackReader } from "../../../runtime/aws/cloudformation-stacks";
import type { Answer } from "./answering-client";
import { answering } from "./answering-client";

function xml(operation: string, content: string): Answer {
  return {
    body: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>`,
  };
}

function failure(code: string, message: string): Answer {
  return {
    status: 400,
    body: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

/** Parameters of a request, as CloudFormation's query protocol sends them. */
function sentParameters(body: string | undefined): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(body)].filter(([name]) => name !== "Version"));
}

function reader(answers: readonly Answer[], parameters: readonly Answer[] = []) {
  const [stacks, ssm] = [answering(answers), answering(parameters)];
  const opened = stackReader(
    new CloudFormationClient(stacks.configuration),
    new SSMClient(ssm.configuration),
  );
  return { opened, sent: stacks.sent };
}

function changer(...answers: readonly Answer[]) {
  const { configuration, sent } = answering(answers);
  return { opened: stackChanger(new CloudFormationClient(configuration)), sent };
}

function change(logicalId: string, more = ""): string {
  return `<member><ResourceChange><LogicalResourceId>${logicalId}</LogicalResourceId>${more}</ResourceChange></member>`;
}

describe("reading CloudFormation", () => {
  it("tells a stack from none", async () => {
    const pair = (name: string, value: string) =>
      `<member><${name}Key>K</${name}Key><${name}Value>${value}</${name}Value></member>`;
    const stack =
      "<Stacks><member><StackStatus>UPDATE_COMPLETE</StackStatus>" +
      `<Parameters>${pair("Parameter", "p")}</Parameters><Outputs>${pair("Output", "o")}</Outputs></member></Stacks>`;
    const { opened } = reader([
      xml("DescribeStacks", stack),
      failure("ValidationError", "Stack with id A does not exist"),
      failure("AccessDenied", "no"),
    ]);
    assert.deepEqual(await opened.describe("A"), {
      status: "UPDATE_COMPLETE",
      parameters: { K: "p" },
      outputs: { K: "o" },
    });
    assert.equal(await opened.describe("A"), undefined);
    await assert.rejects(opened.describe("A"), { name: "AccessDenied" });
  });

  it("asks for the template as it was handed in", async () => {
    const { opened, sent } = reader([xml("GetTemplate", "<TemplateBody>{}</TemplateBody>")]);
    assert.equal(await opened.template("A"), "{}");
    assert.deepEqual(sentParameters(sent[0]?.body), {
      Action: "GetTemplate",
      StackName: "A",
      TemplateStage: "Original",
    });
  });

  it("lists all pages, without deleted and nested stacks", async () => {
    const { opened, sent } = reader([
      xml(
        "ListStacks",
        "<NextToken>2</NextToken><StackSummaries><member><StackName>A</StackName></member></StackSummaries>",
      ),
      xml(
        "ListStacks",
        "<StackSummaries><member><StackName>N</StackName><ParentId>A</ParentId></member><member><StackName>B</StackName></member></StackSummaries>",
      ),
    ]);
    assert.deepEqual(await opened.names(), ["A", "B"]);
    const filters = Object.entries(sentParameters(sent[0]?.body)).filter(([key]) =>
      key.startsWith("StackStatusFilter"),
    );
    assert.ok(filters.length > 15);
    assert.equal(
      filters.some(([, status]) => status === "DELETE_COMPLETE"),
      false,
    );
  });

  it("tells a parameter from none", async () => {
    const { opened } = reader(
      [],
      [
        { body: '{"Parameter":{"Value":"33"}}' },
        { status: 400, body: '{"__type":"ParameterNotFound","message":"x"}' },
        { status: 400, body: '{"__type":"AccessDeniedException","message":"x"}' },
      ],
    );
    assert.equal(await opened.parameter("/a"), "33");
    assert.equal(await opened.parameter("/a"), undefined);
    await assert.rejects(opened.parameter("/a"), { name: "AccessDeniedException" });
  });
});

describe("changing CloudFormation", () => {
  it("makes a change set under the execution role", async () => {
    const { opened, sent } = changer(xml("CreateChangeSet", "<Id>arn:x</Id>"));
    const made = await opened.createChangeSet({
      stack: "A",
      name: "delivery-1",
      kind: "CREATE",
      templateUrl: "https://b.s3.eu-central-1.amazonaws.com/k.json",
      executionRoleArn: "arn:aws:iam::222222222222:role/exec",
      parameters: [{ name: "Given", value: "1" }, { name: "Kept" }],
      tags: { team: "pay" },
      description: "why",
    });
    assert.equal(made, "arn:x");
    assert.deepEqual(sentParameters(sent[0]?.body), {
      Action: "CreateChangeSet",
      StackName: "A",
      ChangeSetName: "delivery-1",
      ChangeSetType: "CREATE",
      ClientToken: "delivery-1",
      Description: "why",
      TemplateURL: "https://b.s3.eu-central-1.amazonaws.com/k.json",
      RoleARN: "arn:aws:iam::222222222222:role/exec",
      "Capabilities.member.1": "CAPABILITY_IAM",
      "Capabilities.member.2": "CAPABILITY_NAMED_IAM",
      "Parameters.member.1.ParameterKey": "Given",
      "Parameters.member.1.ParameterValue": "1",
      "Parameters.member.2.ParameterKey": "Kept",
      "Parameters.member.2.UsePreviousValue": "true",
      "Tags.member.1.Key": "team",
      "Tags.member.1.Value": "pay",
    });
  });

  it("describes a change set with all its pages", async () => {
    const modified = "<ResourceType>T</ResourceType><Action>Modify</Action>";
    const { opened, sent } = changer(
      xml(
        "DescribeChangeSet",
        "<ChangeSetId>arn:x</ChangeSetId><Status>CREATE_COMPLETE</Status><CreationTime>2026-11-23T10:00:00Z</CreationTime>" +
          `<NextToken>2</NextToken><Changes>${change("A", `${modified}<Replacement>True</Replacement>`)}</Changes>`,
      ),
      xml(
        "DescribeChangeSet",
        `<Changes>${change("B", modified)}${change("C", "<Action>Add</Action>")}</Changes>`,
      ),
    );
    assert.deepEqual(await opened.describeChangeSet({ stack: "A", name: "delivery-1" }), {
      id: "arn:x",
      status: "CREATE_COMPLETE",
      reason: "",
      createdAt: new Date("2026-11-23T10:00:00Z"),
      changes: [
        { logicalId: "A", type: "T", action: "Modify", replacement: "True" },
        { logicalId: "B", type: "T", action: "Modify", replacement: "Conditional" },
        { logicalId: "C", type: "unknown", action: "Add", replacement: "False" },
      ],
    });
    const described = { Action: "DescribeChangeSet", StackName: "A", ChangeSetName: "delivery-1" };
    assert.deepEqual(
      sent.map(({ body }) => sentParameters(body)),
      [described, { ...described, NextToken: "2" }],
    );
  });

  it("tells a change set from none", async () => {
    const { opened } = changer(
      failure("ChangeSetNotFound", "ChangeSet [x] does not exist"),
      failure("ValidationError", "Stack [A] does not exist"),
      failure("ValidationError", "something else"),
    );
    assert.equal(await opened.describeChangeSet({ stack: "A", name: "x" }), undefined);
    assert.equal(await opened.describeChangeSet({ stack: "A", name: "x" }), undefined);
    await assert.rejects(opened.describeChangeSet({ stack: "A", name: "x" }), { name: "ValidationError" });
  });

  it("executes and deletes a change set by stack and name, never by ARN, and clears away an empty stack", async () => {
    const { opened, sent } = changer(xml("ExecuteChangeSet", ""), xml("DeleteChangeSet", ""), {
      body: "<DeleteStackResponse></DeleteStackResponse>",
    });
    const changeSet = { stack: "A", name: "delivery-1" };
    await opened.executeChangeSet(changeSet);
    await opened.deleteChangeSet(changeSet);
    await opened.deleteShell("A");
    assert.deepEqual(
      sent.map(({ body }) => sentParameters(body)),
      [
        {
          Action: "ExecuteChangeSet",
          StackName: "A",
          ChangeSetName: "delivery-1",
          ClientRequestToken: "delivery-1",
        },
        { Action: "DeleteChangeSet", StackName: "A", ChangeSetName: "delivery-1" },
        { Action: "DeleteStack", StackName: "A" },
      ],
    );
  });

  it("reads events back to the beginning of the change, over pages, and no further", async () => {
    const event = (id: string, minute: number) =>
      `<member><LogicalResourceId>${id}</LogicalResourceId><ResourceType>T</ResourceType>` +
      `<ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>why ${id}</ResourceStatusReason>` +
      `<Timestamp>2026-11-23T10:0${minute}:00Z</Timestamp></member>`;
    const { opened, sent } = changer(
      xml("DescribeStackEvents", `<NextToken>2</NextToken><StackEvents>${event("C", 5)}</StackEvents>`),
      xml(
        "DescribeStackEvents",
        `<NextToken>3</NextToken><StackEvents>${event("B", 4)}${event("A", 1)}</StackEvents>`,
      ),
    );
    const common = { type: "T", status: "CREATE_FAILED" };
    assert.deepEqual(await opened.eventsSince("S", new Date("2026-11-23T10:02:00Z")), [
      { ...common, logicalId: "C", reason: "why C" },
      { ...common, logicalId: "B", reason: "why B" },
    ]);
    assert.equal(sent.length, 2);
  });
});
