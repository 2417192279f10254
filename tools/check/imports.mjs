import { connectionProblems } from './connections.mjs';
import { isSource, projectFiles, sourceFolders } from './files.mjs';
import { readImports } from './import-graph.mjs';
import { importProblems } from './import-rules.mjs';

/**
 * Checks who imports whom, and who opens connections.
 * @param {string} root
 * @returns {Promise<string[]>} problems
 */
export async function checkImports(root) {
  const files = projectFiles(root, sourceFolders).filter(isSource);
  return [...importProblems(await readImports(root, files)), ...(await connectionProblems(root, files))];
}
