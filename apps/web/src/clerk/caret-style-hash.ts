/**
 * Of the one style that Clerk's components put into the page without the nonce: the blinking caret of the code field.
 * Should another version write it differently, the caret stops blinking.
 */
export const caretStyleHash = 'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8=';
