import type { SetUpStep } from '@millrace/connectors';

/** A system that can be connected, as the catalogue describes it. */
export interface ConnectorView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly icon: string;
  readonly category: string;
  readonly capabilities: readonly string[];
  readonly secretFields: readonly string[];
  readonly steps: readonly SetUpStep[];
  /** Titles of what its webhooks tell. */
  readonly topics: readonly { readonly title: string; readonly needed: boolean }[];
  /** Millrace registers its webhooks itself. */
  readonly registers: boolean;
  /** What is read from it page by page. */
  readonly reads: readonly string[];
  /** The secret of its webhooks is ours to choose. */
  readonly rotates: boolean;
  /** The owner can let us in by signing in there. */
  readonly signsIn: boolean;
  readonly hasProbe: boolean;
  /** JSON schema of its settings. */
  readonly config: unknown;
}
