/** `silent`: it is there and does not answer, as when it is frozen. `not-set`: this process was not told where it is. */
export type State = 'ok' | 'unreachable' | 'silent' | 'not-set';
