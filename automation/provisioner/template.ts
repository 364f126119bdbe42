import type { ScalarTag } from "yaml";
import { parse } from "yaml";

export interface ProvisionerTemplate {
  /** Name of the role; the same in every account. */
  readonly roleName: string;
  /** Roles that may take it; none: whoever deploys the template must name them. */
  readonly operatorRoleArns: readonly string[];
}

/**
 * The CloudFormation template of the role through which Pulumi builds a road, as docs/getting-started.md shows
 * it. The comments are for whoever reviews it before it goes into an account.
 */
export function provisionerTemplate({ roleName, operatorRoleArns }: ProvisionerTemplate): string {
  const operators = operatorRoleArns.length > 0 ? `\n    Default: ${operatorRoleArns.join(",")}` : "";
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: The role through which Pulumi builds the delivery. Administrator; keep the list of who may take it short.
Parameters:
  OperatorRoleArns:
    Type: CommaDelimitedList
    Description: ARNs of the roles that may take this role - named operators, or the CI role that runs Pulumi.${operators}
  RoleName:
    Type: String
    Default: ${roleName}
Resources:
  Provisioner:
    Type: AWS::IAM::Role
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      RoleName: !Ref RoleName
      Description: Pulumi builds the delivery under this role
      MaxSessionDuration: 3600
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess
      Policies:
        # Whoever may change the gate does not decide at it.
        - PolicyName: never-approves
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: NeverApproves
                Effect: Deny
                Action: codepipeline:PutApprovalResult
                Resource: "*"
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: NamedOperators
            Effect: Allow
            Principal: { AWS: !Ref OperatorRoleArns }
            Action: sts:AssumeRole
Outputs:
  RoleArn:
    Value: !GetAtt Provisioner.Arn
`;
}

/** The template as the object that CloudFormation takes as JSON: short forms of functions are written out. */
export function templateDocument(text: string): unknown {
  return parse(text, { customTags: [ref, substitute, attribute] }) as unknown;
}

const ref = shortForm("!Ref", (text) => ({ Ref: text }));
const substitute = shortForm("!Sub", (text) => ({ "Fn::Sub": text }));
const attribute = shortForm("!GetAtt", (text) => ({ "Fn::GetAtt": text.split(".") }));

function shortForm(tag: string, resolve: (text: string) => unknown): ScalarTag {
  return { tag, resolve };
}
