import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { install } from '../../packages/local-cloud/bin/install.mjs';
import { root } from '../support/source-files.ts';
import { readFont, writeFont } from './font-tables.ts';

/**
 * `node tests/fonts/cut-fonts.ts`: cuts the product's fonts from the whole ones. What a page in English needs is one small
 * file; letters of other languages are in a second one, that browsers fetch for a page which has such letters.
 */
interface Options {
  targetFormat: 'sfnt';
  noHinting: true;
  keepFeatures: string[];
  variationAxes: Record<string, number | { min: number; max: number; default: number }>;
}

await install(import.meta.dirname, 'Installing the whole fonts');
const installed = createRequire(join(import.meta.dirname, 'package.json'));
const subsetFont = installed('subset-font') as (
  font: Buffer,
  text: string,
  options: Options,
) => Promise<Buffer>;
const { convert } = installed('fontverter') as {
  convert: (font: Buffer, format: 'woff2') => Promise<Buffer>;
};

const characters = (ranges: readonly (readonly [from: number, to: number])[]) =>
  ranges
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
    .map((code) => String.fromCodePoint(code))
    .join('');
/** As `unicode-range` in theme.css says it. */
const english = characters([
  [0x20, 0x7e],
  [0xa0, 0xa0],
  [0xa9, 0xa9],
  [0xb7, 0xb7],
  [0xd7, 0xd7],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2026, 0x2026],
  [0x20ac, 0x20ac],
  [0x2212, 0x2212],
]);
const latin = characters([
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x304, 0x304],
  [0x308, 0x308],
  [0x329, 0x329],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
]);
const others = [...latin].filter((character) => !english.includes(character)).join('');

const weights = { min: 400, max: 600, default: 400 };
const sans = readFileSync(
  installed.resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-wdth-normal.woff2'),
);
const italic = readFileSync(
  installed.resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-italic.woff2'),
);
const mono = readFileSync(
  installed.resolve('@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2'),
);

await cut('instrument-sans', sans, english, ['kern', 'tnum'], { wdth: 100 });
await cut('instrument-sans-others', sans, others, ['kern', 'mark'], { wdth: 100 });
await cut('instrument-sans-italic', italic, latin, ['kern', 'tnum', 'mark'], {});
await write('geist-mono', await subset(mono, english, [], { wght: 400 }));
await write('geist-mono-others', await subset(mono, others, [], { wght: 400 }));

/** How far letters stand apart hardly depends on their weight, and would be half of the file: it is that of one weight. */
async function cut(
  name: string,
  font: Buffer,
  text: string,
  features: string[],
  axes: Options['variationAxes'],
): Promise<void> {
  const variable = readFont(await subset(font, text, features, { ...axes, wght: weights }));
  const medium = readFont(await subset(font, text, features, { ...axes, wght: 500 }));
  for (const table of ['GPOS', 'GDEF']) {
    const own = medium.get(table);
    if (own) variable.set(table, own);
    else variable.delete(table);
  }
  await write(name, writeFont(variable));
}

function subset(
  font: Buffer,
  text: string,
  keepFeatures: string[],
  variationAxes: Options['variationAxes'],
): Promise<Buffer> {
  return subsetFont(font, text, { targetFormat: 'sfnt', noHinting: true, keepFeatures, variationAxes });
}

async function write(name: string, font: Buffer): Promise<void> {
  const woff2 = await convert(font, 'woff2');
  writeFileSync(join(root, `packages/ui/src/fonts/${name}.woff2`), woff2);
  console.log(`${name}.woff2: ${(woff2.length / 1000).toFixed(1)} KB`);
}
