import type { SmsContentInput } from '@millrace/channels';

export const reminderText: SmsContentInput = {
  text: '{{ store.name }}: your cart is saved and ready when you are: {{ cart.recoveryUrl | default: store.url }}',
};

/** After a second look, with the chosen offer. */
export const offerText: SmsContentInput = {
  text: '{{ store.name }}: {{ discount.label | default: "a code" }} for your cart, only for you and for two days: {{ discount.code }} {{ cart.recoveryUrl | default: store.url }}',
};
