/** Names of headers whose value lets somebody in. */
export const SECRET_NAME = /auth|cookie|secret|token|password|api-?key|signature|^key$|-key$/i;
