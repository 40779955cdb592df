import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mark } from './icon.ts';
import type { HtmlAnswer } from './serve-html.ts';

const ui = join(import.meta.dirname, '../../../ui/src');
const themeFiles = ['theme', 'base', 'controls', 'surfaces'];
const fonts = /^\/assets\/fonts\/([a-z-]+\.woff2)$/;

/** The product's own tokens and components, the few rules of these pages, and the fonts; null for anything else. */
export function asset(pathname: string): HtmlAnswer | null {
  if (pathname === '/assets/local.css') return answer('text/css; charset=utf-8', stylesheet());
  if (pathname === '/assets/mark.svg') {
    const drawing = mark.markup.replace(
      '<svg',
      '<svg xmlns="http://www.w3.org/2000/svg" style="color:#3b7d94"',
    );
    return answer('image/svg+xml', drawing);
  }
  if (pathname === '/assets/copy.js') {
    return answer(
      'text/javascript; charset=utf-8',
      readFileSync(join(import.meta.dirname, 'copy.js'), 'utf8'),
    );
  }
  const [, font] = fonts.exec(pathname) ?? [];
  return font ? answer('font/woff2', readFileSync(join(ui, 'fonts', font))) : null;
}

/** Tailwind is not at work here, so its theme blocks become plain custom properties. */
function stylesheet(): string {
  const theme = themeFiles.map((name) => readFileSync(join(ui, 'theme', `${name}.css`), 'utf8')).join('\n');
  const plain = theme.replace(/@theme( inline)? \{/g, ':root {').replaceAll('../fonts/', './fonts/');
  return `@layer reset, base, components;\n${plain}\n${readFileSync(join(import.meta.dirname, 'local.css'), 'utf8')}`;
}

function answer(type: string, body: string | Uint8Array): HtmlAnswer {
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'max-age=300' }, body };
}
