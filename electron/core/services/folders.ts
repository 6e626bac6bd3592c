/** Lets a person choose a folder, where the host has a dialog of the system's for that. */
export function foldersService(choose: (() => Promise<string | null>) | undefined) {
  return {
    choose: async (): Promise<{ folder: string | null }> => ({ folder: (await choose?.()) ?? null }),
  }
}
