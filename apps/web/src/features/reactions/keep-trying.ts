/**
 * Makes a change that shows at once and is sent one at a time: what is wanted last is sent last, and after a refusal what
 * was confirmed last is shown again.
 *
 * @param send answers null when it is done, or why it is not.
 * @param show is told why, when it shows what is confirmed again.
 */
export function keepTrying(
  initially: string,
  send: (value: string) => Promise<string | null>,
  show: (value: string, problem?: string) => void,
): (value: string) => Promise<void> {
  let confirmed = initially;
  let wanted = initially;
  let isSending = false;
  return async (value) => {
    wanted = value;
    show(value);
    if (isSending) return;
    isSending = true;
    while (wanted !== confirmed) {
      const sent = wanted;
      const problem = await send(sent);
      if (problem === null) confirmed = sent;
      else {
        wanted = confirmed;
        show(confirmed, problem);
      }
    }
    isSending = false;
  };
}
