/** A system that can be connected, as the catalogue describes it. */
export interface ConnectorView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly icon: string;
  readonly capabilities: readonly string[];
  readonly secretFields: readonly string[];
  /** JSON schema of its settings. */
  readonly config: unknown;
}
