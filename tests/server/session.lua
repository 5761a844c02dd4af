-- A session in Neovim, told line by line: open, diagnostics, the fix applied, the diagnostic gone.
-- PLANCHECK_SERVER is the command of the server, words parted by line ends.
local function tell(text) io.stdout:write(text, "\n") end
local command = vim.split(vim.env.PLANCHECK_SERVER, "\n")
local client = vim.lsp.start_client({ name = "plancheck", cmd = command, root_dir = vim.fn.getcwd() })
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, client)

local function spacing()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    one.code = one.code or one.user_data.lsp.code -- Neovim 0.7 keeps it there
    if one.code == "CT701" then table.insert(found, one) end
  end
  return found
end
local function wait(what, done)
  if not vim.wait(60000, done, 50) then
    tell("waited in vain: " .. what)
    vim.cmd("cquit")
  end
end

tell("open " .. vim.fn.expand("%:t"))
wait("diagnostics", function() return #spacing() > 0 end)
local one = spacing()[1]
local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1]
tell(one.code .. " " .. line:sub(one.col + 1, one.end_col))

local position = { line = one.lnum, character = select(2, vim.str_utfindex(line, one.col)) } -- UTF-16
local params = {
  textDocument = { uri = vim.uri_from_bufnr(buffer) },
  range = { start = position, ["end"] = position },
  context = { diagnostics = {} },
}
local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 60000)
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then
      tell("fix")
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    end
  end
end
tell(vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1])
wait("no diagnostics", function() return #spacing() == 0 end)
tell("gone")
vim.cmd("qall!")
