/** `files.exclude` of the settings: which names are not shown. */

/** `true`, or `{ when: "$(basename).ts" }`: only beside a file of that name. */
export type Excludes = Readonly<Record<string, boolean | { readonly when: string }>>;
/** VS Code's. */
export const defaultExcludes: Excludes = {
  "**/.git": true,
  "**/.svn": true,
  "**/.hg": true,
  "**/.DS_Store": true,
  "**/Thumbs.db": true,
};
