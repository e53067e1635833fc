export const reportsOperations = {};
