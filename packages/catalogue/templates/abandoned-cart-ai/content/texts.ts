import type { SmsContentInput } from '@millrace/channels';

export const reminderText: SmsContentInput = {
  text: '{{ store.name }}: your cart is saved and ready when you are: {{ cart.recoveryUrl | default: store.url }}',
};
