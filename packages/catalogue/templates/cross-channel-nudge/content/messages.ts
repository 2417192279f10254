import type { SmsContentInput } from '@millrace/channels';

export const oneText: SmsContentInput = {
  text: '{{ store.name }}: you asked for it, and it is in your cart: {{ cart.firstTitle | default: "what you chose" }}. This is the only text about it: {{ cart.recoveryUrl | default: store.url }}',
};
