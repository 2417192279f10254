import type { Json } from '@millrace/base';

/** A change of a person's profile. */
export type ProfileChange =
  | { readonly do: 'add-tag' | 'remove-tag'; readonly tag: string }
  | { readonly do: 'set-property'; readonly name: string; readonly value: Json }
  | { readonly do: 'clear-property'; readonly name: string };

interface Profile {
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * The tags and properties after the change. Upper and lower case make no difference: "VIP" and "vip" are the
 * same tag.
 */
export function changed({ tags, properties }: Profile, change: ProfileChange): Profile {
  switch (change.do) {
    case 'add-tag':
      return { tags: tags.some((tag) => isSame(tag, change.tag)) ? tags : [...tags, change.tag], properties };
    case 'remove-tag':
      return { tags: tags.filter((tag) => !isSame(tag, change.tag)), properties };
    case 'set-property':
      return { tags, properties: { ...properties, [change.name]: change.value } };
    case 'clear-property':
      return {
        tags,
        properties: Object.fromEntries(Object.entries(properties).filter(([name]) => name !== change.name)),
      };
  }
}

const isSame = (left: string, right: string) => left.trim().toLowerCase() === right.trim().toLowerCase();
