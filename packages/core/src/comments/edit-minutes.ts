/** For how long somebody may change the words of their own comment. */
export const editMinutes = 15;
