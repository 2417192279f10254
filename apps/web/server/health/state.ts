/** `silent`: runs but does not respond, as when frozen. `not-set`: this process has no address for it. */
export type State = 'ok' | 'unreachable' | 'silent' | 'not-set';
