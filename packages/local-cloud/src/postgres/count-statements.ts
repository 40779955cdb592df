/**
 * Counts the statements a client sends, by reading the frontend messages of Postgres' wire protocol: a simple Query
 * is one, an Execute of the extended protocol is one. Two statements sent in one message count once, because they
 * cost one round trip.
 */
export function createStatementCounter(onStatement: () => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let hasStarted = false;
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      // Start-up messages have no type byte; every later one does.
      const lengthAt = hasStarted ? 1 : 0;
      if (pending.length < lengthAt + 4) return;
      const size = lengthAt + pending.readInt32BE(lengthAt);
      if (pending.length < size) return;
      if (!hasStarted) hasStarted = pending.readInt32BE(4) === protocolVersion3;
      else if (pending[0] === query || pending[0] === execute) onStatement();
      pending = pending.subarray(size);
    }
  };
}

const protocolVersion3 = 196_608;
const query = 'Q'.charCodeAt(0);
const execute = 'E'.charCodeAt(0);
