export { call, type CallOptions } from './http/call.ts';
export { blockedRange } from './http/address-guard.ts';
export { retryAfterMs } from './http/retry-after.ts';
export { redact } from './redact.ts';
export { verifySignature, type SignedDelivery } from './signature/verify-signature.ts';
export { sign } from './signature/sign.ts';
export { sendSmtp, type SendSmtpOptions } from './smtp/send-smtp.ts';
export { probeSmtp } from './smtp/probe-smtp.ts';
export { closeSmtpConnections } from './smtp/connection-pool.ts';
