import type { z } from 'zod';

export const apiMethods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;
export type ApiMethod = (typeof apiMethods)[number];

/**
 * How an operation is called over HTTP, declared beside it. Its input comes from the path and, for GET, the query, else
 * the JSON body; each field by its own name.
 */
export interface ApiRoute {
  method: ApiMethod;
  /** Below `/api/v1`. `{postId}` is the input's field of that name, and an id. */
  path: `/${string}`;
  /** The heading it stands under in the reference. */
  group: string;
  /** What it does, in a few words. */
  summary: string;
  /** More about it, as plain text. */
  description?: string;
  /** Of success; 200 unless given. 204 has no body. */
  status?: 200 | 201 | 204;
  /** Where a thing just made is read: a path below `/api/v1` with `{id}` for the result's id. */
  location?: `/${string}`;
  /** What `z.encode` makes the body of from the operation's result; fields it does not name stay inside. */
  output?: z.ZodType;
  /** The row that the path's last id names, held while `If-Match` is compared with it. */
  row?: 'post' | 'comment' | 'member' | 'invitation';
}
