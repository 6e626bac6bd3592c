/** Hex SHA-256. `version` is Node's. */
export function hashOfInputs(root: string, version?: string): Promise<string>
