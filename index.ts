import { planProgram } from "./blueprint/program";
import { DeliveryRoad, stackConfig } from "./components";
import { stepBundles } from "./runtime";

const { blueprint, warnings } = planProgram(stackConfig(), stepBundles(), new Date());
const road = new DeliveryRoad(blueprint.app, { blueprint, warnings });

/** The connection to GitLab: where it is, how far it is, and the page on which a person finishes it. */
export const connection = {
  arn: road.connection.connectionArn,
  status: road.connection.connectionStatus,
  link: blueprint.connection.link,
};
/** Absent while the connection's handshake is pending. */
export const pipeline = road.pipelineName;
/** Guard-rail by guard-rail: what GitLab enforces, what its tier cannot, and what stands in for it. */
export const guardRails = road.project.guardRails;
/** Policies for approver roles that take none from this program, by role. */
export const approverPolicies = road.approvers.printed;
/** What a person has to do now; empty when the road is open. */
export const nextSteps = blueprint.nextSteps;
