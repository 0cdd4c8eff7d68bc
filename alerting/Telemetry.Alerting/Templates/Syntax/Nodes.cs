namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>A part of a template that does something when it is expanded.</summary>
/// <param name="Line">Line where it begins, from 1.</param>
internal abstract record TemplateNode(int Line);

/// <summary>Text that is written as it stands.</summary>
internal sealed record TextNode(int Line, string Text) : TemplateNode(Line);

/// <summary>A pipeline whose value is written, unless it declares variables.</summary>
internal sealed record ActionNode(int Line, Pipeline Pipeline) : TemplateNode(Line);

/// <summary><c>if</c> and <c>with</c>; the latter makes its value the dot.</summary>
internal sealed record BranchNode(int Line, bool SetsDot, Pipeline Condition, IReadOnlyList<TemplateNode> Then, IReadOnlyList<TemplateNode> Else) : TemplateNode(Line);

/// <summary><c>range</c>.</summary>
internal sealed record RangeNode(int Line, Pipeline Over, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Else) : TemplateNode(Line);

/// <summary><c>template "name" pipeline</c>; without a pipeline the dot is nil.</summary>
internal sealed record CallNode(int Line, string Name, Pipeline? Argument) : TemplateNode(Line);

/// <summary><c>break</c>, or <c>continue</c>.</summary>
internal sealed record LeaveNode(int Line, bool EndsRange) : TemplateNode(Line);

/// <summary>Commands whose values are handed on, and the variables that take the last one.</summary>
internal sealed record Pipeline(int Line, IReadOnlyList<string> Variables, bool Assigns, IReadOnlyList<Command> Commands);

/// <summary>An operand, or a function or method with its arguments.</summary>
internal sealed record Command(int Line, IReadOnlyList<Operand> Operands);

/// <summary>What a command is made of.</summary>
internal abstract record Operand;

/// <summary>A constant: text, a number, true, false or nil.</summary>
internal sealed record ConstantOperand(object? Value) : Operand;

/// <summary>The dot.</summary>
internal sealed record DotOperand : Operand;

/// <summary>A variable.</summary>
internal sealed record VariableOperand(string Name) : Operand;

/// <summary>A function's name.</summary>
internal sealed record FunctionOperand(string Name) : Operand;

/// <summary>A pipeline in parentheses.</summary>
internal sealed record PipelineOperand(Pipeline Pipeline) : Operand;

/// <summary>Fields, keys or methods of something, one after the other.</summary>
internal sealed record FieldsOperand(Operand Of, IReadOnlyList<string> Names) : Operand;
