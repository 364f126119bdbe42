import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { RegisteredResource } from "./registered-resource";
import { urnOf } from "./urn";
import type { StackIdentity } from "./urn";
import { unwrapped, valuesOf } from "./wire";
import type { Tree } from "../../emulator/tree";

type FindProvider = (reference: string) => RegisteredResource | undefined;
type NoteSecret = (plain: Tree) => void;

/** A registration as the program sent it. */
export function registration(
  request: RegisterResourceRequest,
  identity: StackIdentity,
  findProvider: FindProvider,
  noteSecret: NoteSecret,
): RegisteredResource {
  const properties = request.getObject() ?? new Struct();
  const provider = findProvider(request.getProvider());
  const importId = request.getImportid();
  return {
    urn: urnOf(identity, request.getType(), request.getName(), request.getParent()),
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    properties,
    inputs: unwrapped(valuesOf(properties), noteSecret),
    ...(provider ? { provider } : {}),
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependencies(request),
    options: {
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      ...(request.getDeletebeforereplacedefined()
        ? { deleteBeforeReplace: request.getDeletebeforereplace() }
        : {}),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      aliases: request.getAliasurnsList(),
    },
    ...(importId ? { importId } : {}),
    isRead: false,
  };
}

function propertyDependencies(request: RegisterResourceRequest): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  request.getPropertydependenciesMap().forEach((urns, property) => found.set(property, urns.getUrnsList()));
  return found;
}

/** A resource that another stack or nobody manages, and this program reads. */
export function readRequest(
  request: ReadResourceRequest,
  identity: StackIdentity,
  findProvider: FindProvider,
  noteSecret: NoteSecret,
): RegisteredResource {
  const properties = request.getProperties() ?? new Struct();
  const provider = findProvider(request.getProvider());
  return {
    urn: urnOf(identity, request.getType(), request.getName(), request.getParent()),
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: true,
    properties,
    inputs: unwrapped(valuesOf(properties), noteSecret),
    ...(provider ? { provider } : {}),
    dependencies: request.getDependenciesList(),
    propertyDependencies: new Map(),
    options: {
      protect: false,
      retainOnDelete: false,
      ignoreChanges: [],
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      aliases: [],
    },
    isRead: true,
  };
}
