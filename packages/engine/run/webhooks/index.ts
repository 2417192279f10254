export { testOf } from './carry-out-presses.ts';
export { forgetConnections } from './known-connection.ts';
export { isConnection, receiveWebhook } from './receive-webhook.ts';
