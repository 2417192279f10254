import type { SmsContentInput } from '@millrace/channels';

export const reminderText: SmsContentInput = {
  text: '{{ store.name }}: your cart is saved and ready when you are: {{ cart.recoveryUrl | default: store.url }}',
};

export const offerText: SmsContentInput = {
  text: '{{ store.name }}: {{ discount.label | default: "Something off" }} your cart with {{ discount.code }}, good for two days: {{ cart.recoveryUrl | default: store.url }}',
};
