import type { Product, Shape } from '../shop/product.ts';

type Draw = (thing: string, accent: string) => string;

const SHAPES: Readonly<Record<Shape, Draw>> = {
  bag: (thing, accent) =>
    `<path d="M128 92h144l14 30v198a14 14 0 0 1-14 14H128a14 14 0 0 1-14-14V122z" fill="${thing}"/><path d="M128 92h144l-8-18H136z" fill="${accent}"/><rect x="142" y="176" width="116" height="92" rx="4" fill="${accent}"/><path d="M158 240q42-52 84 0" fill="none" stroke="${thing}" stroke-width="7" stroke-linecap="round"/><circle cx="200" cy="206" r="9" fill="${thing}"/>`,
  tin: (thing, accent) =>
    `<rect x="112" y="150" width="176" height="150" rx="10" fill="${thing}"/><rect x="104" y="128" width="192" height="36" rx="8" fill="${accent}"/><circle cx="200" cy="232" r="40" fill="${accent}" opacity=".85"/><path d="M182 236l14 14 24-30" stroke="${thing}" stroke-width="7" fill="none" stroke-linecap="round"/>`,
  kettle: (thing, accent) =>
    `<path d="M134 300q-16-110 30-140h72q46 30 30 140z" fill="${thing}"/><path d="M262 244q44-8 54-72l20 6q-8 92-70 104z" fill="${thing}"/><path d="M148 158q52-92 104 0" fill="none" stroke="${accent}" stroke-width="11" stroke-linecap="round"/><rect x="160" y="146" width="80" height="16" rx="8" fill="${accent}"/><circle cx="200" cy="138" r="10" fill="${accent}"/>`,
  cone: (thing, accent) =>
    `<path d="M112 132h176l-58 116h-60z" fill="${thing}"/><path d="M150 148l34 84M200 148v84M250 148l-34 84" stroke="${accent}" stroke-width="6" opacity=".5"/><rect x="146" y="248" width="108" height="14" rx="7" fill="${accent}"/><path d="M286 150q44 10 12 52" fill="none" stroke="${accent}" stroke-width="12"/><path d="M166 262h68v30a16 16 0 0 1-16 16h-36a16 16 0 0 1-16-16z" fill="${thing}" opacity=".7"/>`,
  grinder: (thing, accent) =>
    `<rect x="158" y="132" width="84" height="186" rx="22" fill="${thing}"/><rect x="158" y="214" width="84" height="14" fill="${accent}"/><path d="M200 132V104h92" stroke="${accent}" stroke-width="11" fill="none" stroke-linecap="round"/><circle cx="296" cy="98" r="16" fill="${thing}"/>`,
  box: (thing, accent) =>
    `<path d="M104 152l96-36 96 36v134l-96 38-96-38z" fill="${thing}"/><path d="M104 152l96 36 96-36-96-36z" fill="${accent}"/><path d="M200 188v136" stroke="${accent}" stroke-width="5" opacity=".6"/><circle cx="150" cy="238" r="20" fill="${accent}" opacity=".85"/>`,
  pan: (thing, accent) =>
    `<ellipse cx="172" cy="216" rx="104" ry="74" fill="${thing}"/><ellipse cx="172" cy="208" rx="82" ry="54" fill="${accent}" opacity=".28"/><rect x="262" y="202" width="92" height="20" rx="10" fill="${thing}" transform="rotate(-12 262 212)"/><circle cx="338" cy="196" r="6" fill="${accent}"/>`,
  pot: (thing, accent) =>
    `<path d="M106 172h188v92a44 44 0 0 1-44 44H150a44 44 0 0 1-44-44z" fill="${thing}"/><rect x="94" y="154" width="212" height="24" rx="12" fill="${accent}"/><path d="M184 150v-18h32v18" stroke="${thing}" stroke-width="10" fill="none"/><path d="M112 186q-34-2-30 36M288 186q34-2 30 36" stroke="${accent}" stroke-width="9" fill="none" stroke-linecap="round"/>`,
  mug: (thing, accent) =>
    `<path d="M122 142h134v120a36 36 0 0 1-36 36h-62a36 36 0 0 1-36-36z" fill="${thing}"/><path d="M256 170h22a34 34 0 0 1 0 74h-22" fill="none" stroke="${thing}" stroke-width="18"/><rect x="116" y="134" width="146" height="14" rx="7" fill="${accent}"/><path d="M152 226q20-26 38-6 16-24 40 2" fill="none" stroke="${accent}" stroke-width="7" stroke-linecap="round"/>`,
  bowl: (thing, accent) =>
    `<path d="M98 186h204q-8 112-102 112T98 186z" fill="${thing}"/><rect x="90" y="174" width="220" height="16" rx="8" fill="${accent}"/><path d="M134 238q66 40 132 0" fill="none" stroke="${accent}" stroke-width="6" opacity=".6"/>`,
  spoon: (thing, accent) =>
    `<ellipse cx="150" cy="138" rx="34" ry="48" fill="${thing}"/><rect x="143" y="176" width="14" height="146" rx="7" fill="${thing}"/><rect x="243" y="176" width="14" height="146" rx="7" fill="${accent}"/><path d="M222 100v48a28 28 0 0 0 56 0v-48M250 100v70" stroke="${accent}" stroke-width="10" fill="none" stroke-linecap="round"/>`,
  lantern: (thing, accent) =>
    `<path d="M158 156h84l18 118H140z" fill="${accent}" opacity=".75"/><path d="M200 182q26 34 0 66-26-32 0-66z" fill="${thing}"/><rect x="132" y="272" width="136" height="44" rx="10" fill="${thing}"/><path d="M150 154l14-34h72l14 34z" fill="${thing}"/><path d="M164 118q36-64 72 0" fill="none" stroke="${thing}" stroke-width="9"/>`,
  stove: (thing, accent) =>
    `<path d="M122 174h156l-16 138H138z" fill="${thing}"/><path d="M200 196q44 52 8 92-10 10-24 0-32-36 16-92z" fill="${accent}"/><rect x="108" y="156" width="184" height="16" rx="8" fill="${thing}"/><path d="M136 150v-20M200 150v-24M264 150v-20" stroke="${thing}" stroke-width="10" stroke-linecap="round"/>`,
  bundle: (thing, accent) =>
    `<g transform="rotate(-14 200 210)"><rect x="120" y="110" width="26" height="200" rx="9" fill="${thing}"/><rect x="154" y="98" width="28" height="218" rx="9" fill="${thing}" opacity=".85"/><rect x="190" y="106" width="26" height="206" rx="9" fill="${thing}"/><rect x="224" y="96" width="28" height="216" rx="9" fill="${thing}" opacity=".8"/><rect x="258" y="112" width="24" height="194" rx="9" fill="${thing}"/><rect x="112" y="196" width="178" height="22" rx="6" fill="${accent}"/></g>`,
  jar: (thing, accent) =>
    `<rect x="136" y="150" width="128" height="168" rx="22" fill="${thing}"/><rect x="146" y="112" width="108" height="40" rx="8" fill="${accent}"/><rect x="150" y="196" width="100" height="72" rx="4" fill="${accent}"/><path d="M166 232h68M166 248h44" stroke="${thing}" stroke-width="6" stroke-linecap="round"/>`,
  bottle: (thing, accent) =>
    `<path d="M172 88h56v48q36 18 36 62v98a24 24 0 0 1-24 24h-80a24 24 0 0 1-24-24v-98q0-44 36-62z" fill="${thing}"/><rect x="168" y="74" width="64" height="26" rx="6" fill="${accent}"/><rect x="148" y="212" width="104" height="66" rx="4" fill="${accent}" opacity=".9"/>`,
  cloth: (thing, accent) =>
    `<path d="M104 148q96-46 192 0v150q-96 34-192 0z" fill="${thing}"/><path d="M104 186q96-46 192 0M104 262q96 34 192 0" stroke="${accent}" stroke-width="8" fill="none"/><path d="M296 148l24 22v134l-24-6z" fill="${accent}" opacity=".7"/>`,
  brush: (thing, accent) =>
    `<rect x="176" y="84" width="48" height="130" rx="22" fill="${thing}"/><path d="M146 214h108v22H146z" fill="${thing}"/><path d="M150 238h100l10 84H140z" fill="${accent}"/><path d="M170 244v70M200 244v74M230 244v70" stroke="${thing}" stroke-width="4" opacity=".5"/>`,
  board: (thing, accent) =>
    `<path d="M120 118h136a26 26 0 0 1 26 26v140a26 26 0 0 1-26 26H120a26 26 0 0 1-26-26V144a26 26 0 0 1 26-26z" fill="${thing}"/><circle cx="246" cy="152" r="14" fill="${accent}"/><path d="M116 190q70-16 142 4M116 232q70 16 142-2M116 270q60-12 142 4" stroke="${accent}" stroke-width="5" fill="none" opacity=".6"/>`,
  blade: (thing, accent) =>
    `<g transform="rotate(28 200 206)"><path d="M184 76q44 46 34 152h-34z" fill="${thing}"/><rect x="180" y="228" width="40" height="14" rx="4" fill="${accent}"/><path d="M184 242h32l4 92a18 18 0 0 1-40 0z" fill="${accent}"/></g>`,
  press: (thing, accent) =>
    `<path d="M132 148h120v142a26 26 0 0 1-26 26h-68a26 26 0 0 1-26-26z" fill="${thing}"/><rect x="122" y="132" width="140" height="20" rx="8" fill="${accent}"/><path d="M192 132V76" stroke="${accent}" stroke-width="10"/><circle cx="192" cy="74" r="14" fill="${accent}"/><path d="M252 182h26a26 26 0 0 1 26 26v22a26 26 0 0 1-26 26h-26" stroke="${thing}" stroke-width="15" fill="none"/>`,
};

const GROUNDS = ['#efe9dc', '#e4e9e4', '#ece3da', '#dfe6ea', '#eee6d0'] as const;

/** The drawing of a product, as an SVG of 400 by 400 and a few hundred bytes. */
export function drawProduct(product: Product): string {
  const [thing, accent] = product.colours;
  const ground = GROUNDS[product.number % GROUNDS.length]!;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="${product.title.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"><rect width="400" height="400" fill="${ground}"/><ellipse cx="200" cy="326" rx="118" ry="16" fill="#2d2a2e" opacity=".1"/>${SHAPES[product.shape](thing, accent)}</svg>`;
}
