/** In every element of its own: mail clients hand down little. */
export const mailFont =
  "font-family:'Instrument Sans',-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif;";
export const mailInk = '#16242b';
export const mailSoftInk = '#4b5f69';
export const mailLine = '#dbe4e6';
/** Behind what is quoted, and behind code. */
export const mailBox = '#f1f5f6';
