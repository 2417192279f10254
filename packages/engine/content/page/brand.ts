import { z } from 'zod';
import type { StoreFacts } from '@millrace/flow';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written like #0b696c.');

/** The look of a shop's messages. */
export const brandSchema = z.strictObject({
  name: z.string().min(1).max(120).meta({ title: 'Shop name', control: 'text' }),
  /** Colour of buttons, links and codes. */
  colour: colour
    .default('#1f5f5b')
    .meta({ title: 'Main colour', description: 'For buttons and links.', control: 'colour' }),
  ground: colour
    .default('#f4f1ec')
    .meta({ title: 'Background', description: 'Around the message.', control: 'colour' }),
  font: z.enum(['sans', 'serif', 'rounded']).default('sans').meta({ title: 'Font', control: 'choice' }),
  corners: z.enum(['round', 'square']).default('round').meta({ title: 'Corners', control: 'choice' }),
  logoUrl: z.url().max(2_000).nullable().default(null).meta({
    title: 'Logo',
    description: 'Address of a picture, shown 40 pixels high. Without one the shop name is shown.',
    control: 'image',
  }),
  address: z.string().max(300).default('').meta({
    title: 'Postal address',
    description: 'Most countries ask for it in marketing mail.',
    control: 'text',
  }),
  url: z
    .string()
    .max(2_000)
    .default('')
    .meta({ title: 'Shop address', description: 'Opened by a click on the logo.', control: 'text' }),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en')
    .meta({ title: 'Language of messages', control: 'text' }),
});
export type Brand = z.output<typeof brandSchema>;
export type BrandInput = z.input<typeof brandSchema>;

/** The default look. */
export function defaultBrand(store: Pick<StoreFacts, 'name' | 'url'>): Brand {
  return brandSchema.parse({ name: store.name || 'Our shop', url: store.url });
}

export const FONTS: Readonly<Record<Brand['font'], string>> = {
  sans: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif",
  serif: "Georgia, 'Times New Roman', Times, serif",
  rounded: "ui-rounded, 'SF Pro Rounded', 'Nunito', 'Trebuchet MS', Verdana, sans-serif",
};

/** Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Black or white, whichever is easier to read on the colour. */
export function readableOn(hex: string): '#ffffff' | '#1c1b19' {
  const light = luminance(hex);
  return 1.05 / (light + 0.05) >= (light + 0.05) / (luminance('#1c1b19') + 0.05) ? '#ffffff' : '#1c1b19';
}

/** The colour mixed into white; `share` is its part, 0 to 1. */
export function tintOf(hex: string, share: number): string {
  const mixed = [1, 3, 5].map((at) =>
    Math.round(255 - (255 - Number.parseInt(hex.slice(at, at + 2), 16)) * share),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The colour itself when it is readable on white, otherwise the text colour, because pale links would be
 * invisible.
 */
export function readableOnWhite(hex: string): string {
  return 1.05 / (luminance(hex) + 0.05) >= 4.5 ? hex : '#1c1b19';
}
