import { handleWebhook } from '../../../../server/intake/handle-webhook.ts';

export const dynamic = 'force-dynamic';
export { handleWebhook as POST };
