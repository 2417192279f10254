/** One step that the owner does in the other system, shown in order with what has to be copied there. */
export interface SetUpStep {
  readonly title: string;
  /** One or two sentences. */
  readonly text: string;
  /** Which of our addresses has to be pasted there. */
  readonly paste?: 'webhook-address' | 'sign-in-address';
  /** What to tick or choose there, by the names shown in the other system. */
  readonly list?: readonly { readonly name: string; readonly needed: boolean }[];
  /** Not needed if Millrace registers the webhooks itself. */
  readonly byHandOnly?: boolean;
}
