import type { Language } from '../language/languages.ts';
import type { MarkdownWords } from './render-markdown.ts';

/** What a post's footnotes are called, by the language of the site. */
export const markdownWords: Record<Language, MarkdownWords> = {
  en: { footnotes: 'Footnotes', backToText: 'Back to the text', table: 'Table' },
  de: { footnotes: 'Fußnoten', backToText: 'Zurück zum Text', table: 'Tabelle' },
  es: { footnotes: 'Notas al pie', backToText: 'Volver al texto', table: 'Tabla' },
  ar: { footnotes: 'الحواشي', backToText: 'العودة إلى النص', table: 'جدول' },
};
