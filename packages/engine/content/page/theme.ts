import { FONTS, readableOn, readableOnWhite, tintOf, type Brand } from './brand.ts';
import { directionOfLanguage, type Direction } from './direction.ts';

/** Colours and sizes of the laid-out page, from the brand. In pixels. */
export interface Theme {
  /** Direction of the shop's language; single texts may differ. */
  readonly direction: Direction;
  readonly font: string;
  readonly ground: string;
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly tint: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly link: string;
  readonly radius: number;
  readonly smallRadius: number;
  readonly gutter: number;
}

export function themeOf(brand: Brand): Theme {
  return {
    direction: directionOfLanguage(brand.language),
    font: FONTS[brand.font],
    ground: brand.ground,
    card: '#ffffff',
    ink: '#1c1b19',
    soft: '#6a655c',
    line: '#e8e4dc',
    tint: tintOf(brand.colour, 0.07),
    accent: brand.colour,
    onAccent: readableOn(brand.colour),
    link: readableOnWhite(brand.colour),
    radius: brand.corners === 'round' ? 14 : 0,
    smallRadius: brand.corners === 'round' ? 8 : 0,
    gutter: 40,
  };
}

/** Styles that need a style sheet: for phones, and for clients with a dark mode. All others are inline. */
export function styleSheet(theme: Theme): string {
  return `
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    a { color: ${theme.link}; }
    .gut p, .gut li { font-family: ${theme.font}; }
    @media only screen and (max-width: 480px) {
      .gut { padding-left: 24px !important; padding-right: 24px !important; }
      .big div, .big p { font-size: 24px !important; line-height: 30px !important; }
      .act table, .act a { width: 100% !important; box-sizing: border-box; }
      .frame { padding: 0 0 8px !important; }
    }
    @media (prefers-color-scheme: dark) {
      body, body > div, .ground > div { background-color: #151412 !important; }
      .card, .card > table { background: #211f1c !important; background-color: #211f1c !important; }
      .ink, .ink div, .ink p, .ink li, .ink td, .ink a { color: #eeeae3 !important; }
      .soft, .ink .soft, .soft div, .soft p, .soft a, .soft td { color: #b3aca0 !important; }
      .rule, .rule p, .rule td { border-color: #3a3732 !important; }
      .ink .answer, .answer { background: #2b2925 !important; border-color: #6d665b !important; color: #eeeae3 !important; }
      .tint { background: #2b2925 !important; background-color: #2b2925 !important; }
    }`;
}
