/** What the server writes into the script. */
export interface ScriptSettings {
  /** Whether the visitor is recognised only after `millrace('consent', true)`. */
  readonly asksConsent: boolean;
  /** Whether any form opens by itself. */
  readonly popUps: boolean;
  /** Public key to which browsers bind their yes to notifications; null where the store offers none. */
  readonly pushKey: string | null;
}
