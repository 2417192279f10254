import { isSource, projectFiles, sourceFolders } from './files.mjs';
import { readImports } from './import-graph.mjs';
import { importProblems } from './import-rules.mjs';

/** Who may import whom. @param {string} root @returns {Promise<string[]>} problems */
export async function checkImports(root) {
  return importProblems(await readImports(root, projectFiles(root, sourceFolders).filter(isSource)));
}
