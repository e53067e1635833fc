export const stockHandlers = {};
