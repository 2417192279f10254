/** What Millrace encrypts for a browser. */
export interface Payload {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly picture?: string;
  readonly buttons?: readonly { readonly text: string; readonly link: string }[];
  readonly tag: string;
  readonly receipt?: string;
}

/** A payload as the browser shows it. */
export function shown(
  payload: Payload,
  icon: string | null,
): { readonly title: string; readonly options: object } {
  const { title, text, picture, buttons = [], tag } = payload;
  return {
    title,
    options: {
      body: text,
      tag,
      // One that takes the place of another is news all the same.
      renotify: true,
      data: payload,
      ...(icon === null ? {} : { icon }),
      ...(picture === undefined ? {} : { image: picture }),
      actions: buttons.map((button, index) => ({ action: String(index), title: button.text })),
    },
  };
}

/** Where a tap leads: on a button, by its number, or on the notification. Null for what is none of ours. */
export function clicked(data: unknown, action: string): string | null {
  const { link, buttons } = (data ?? {}) as Partial<Payload>;
  const address = (action === '' ? undefined : buttons?.[Number(action)]?.link) ?? link;
  return address !== undefined && /^https?:\/\//.test(address) ? address : null;
}
