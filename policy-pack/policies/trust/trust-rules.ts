import type { Rule } from "../../verdict/rule";
import { oidcProviderConfig } from "./oidc-provider-config";
import { trustAccountAllowlist } from "./trust-account-allowlist";
import { trustBreakGlass } from "./trust-break-glass";
import { trustCdkBootstrapNarrow } from "./trust-cdk-bootstrap-narrow";
import { trustNoBareAccountRoot } from "./trust-no-bare-account-root";
import { trustNoNotPrincipal } from "./trust-no-not-principal";
import { trustNoPublic } from "./trust-no-public";
import { trustOidcAudSub } from "./trust-oidc-aud-sub";
import { trustOidcEnvironment } from "./trust-oidc-environment";
import { trustOidcImmutable } from "./trust-oidc-immutable";
import { trustOidcSubExact } from "./trust-oidc-sub-exact";
import { trustProdOnlyGated } from "./trust-prod-only-gated";
import { trustServiceSource } from "./trust-service-source";

/** Rows 63 to 75 of the catalogue: who may become whom. */
export const trustRules: readonly Rule[] = [
  trustNoPublic,
  trustNoBareAccountRoot,
  trustAccountAllowlist,
  trustProdOnlyGated,
  trustCdkBootstrapNarrow,
  trustOidcAudSub,
  trustOidcSubExact,
  trustOidcImmutable,
  trustOidcEnvironment,
  oidcProviderConfig,
  trustServiceSource,
  trustNoNotPrincipal,
  trustBreakGlass,
];
