import type { SetUpStep } from '@millrace/connectors';

/** A system that can be connected, as the connector catalogue describes it. */
export interface ConnectorView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly icon: string;
  readonly category: string;
  readonly capabilities: readonly string[];
  readonly secretFields: readonly string[];
  readonly steps: readonly SetUpStep[];
  /** Titles of its webhook topics. */
  readonly topics: readonly { readonly title: string; readonly needed: boolean }[];
  /** Whether Millrace registers its webhooks itself. */
  readonly registers: boolean;
  /** Lists of its history that are read page by page. */
  readonly reads: readonly string[];
  /** Whether Millrace chooses the secret of its webhooks. */
  readonly rotates: boolean;
  /** Whether the owner can grant access by signing in there. */
  readonly signsIn: boolean;
  readonly hasProbe: boolean;
  /** JSON schema of its settings. */
  readonly config: unknown;
}
