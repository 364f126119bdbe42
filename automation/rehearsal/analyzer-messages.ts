import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { RegisteredResource } from "./registered-resource";

/** What a policy pack is asked about one resource before it exists: its inputs. */
export function analyzeRequest(resource: RegisteredResource): AnalyzeRequest {
  return new AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(resource.properties)
    .setOptions(options(resource))
    .setProvider(provider(resource));
}

/** The same resource among all others of the stack, with the properties a preview foresees. */
export function stackResource(resource: RegisteredResource, properties: Struct): AnalyzerResource {
  const message = new AnalyzerResource()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(properties)
    .setOptions(options(resource))
    .setProvider(provider(resource))
    .setParent(resource.parent)
    .setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of resource.propertyDependencies)
    message
      .getPropertydependenciesMap()
      .set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
  return message;
}

function options(resource: RegisteredResource): AnalyzerResourceOptions {
  const { protect, ignoreChanges, deleteBeforeReplace, additionalSecretOutputs, aliases } = resource.options;
  return new AnalyzerResourceOptions()
    .setProtect(protect)
    .setIgnorechangesList([...ignoreChanges])
    .setDeletebeforereplace(deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined(deleteBeforeReplace !== undefined)
    .setAdditionalsecretoutputsList([...additionalSecretOutputs])
    .setAliasesList([...aliases])
    .setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts())
    .setParent(resource.parent);
}

function provider({ provider }: RegisteredResource): AnalyzerProviderResource | undefined {
  return provider
    ? new AnalyzerProviderResource()
        .setUrn(provider.urn)
        .setType(provider.type)
        .setName(provider.name)
        .setProperties(provider.properties)
    : undefined;
}
