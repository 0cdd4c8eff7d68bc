using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Telemetry.Hosting.Settings;

/// <summary>
/// Judges bound options: the attributes of every key, then the relations that an options class checks itself
/// (<see cref="IValidatableObject"/>), in all nested objects, defaults included.
/// </summary>
internal sealed class SettingsValidator(SettingsBinder binder, SettingsProblems problems)
{
    private static readonly BoundObject Nowhere = new(default);

    public void Validate(object options, string path, Place place)
    {
        var schema = SettingsSchema.SectionOf(options.GetType());
        var origin = binder.Bound.GetValueOrDefault(options, Nowhere);
        if (origin != Nowhere) place = origin.Place;
        foreach (var property in schema.Properties.Where(property => !origin.Broken.Contains(property.Key)))
        {
            var value = property.Property.GetValue(options);
            var keyPlace = origin.Keys.GetValueOrDefault(property.Key, place);
            ValidateKey(options, property, value, Join(path, property.Key), keyPlace);
            ValidateInside(property.Schema, value, Join(path, property.Key), keyPlace);
        }
        // Relations between keys say nothing useful about an object that was not read as a whole.
        if (options is IValidatableObject relations && origin.Broken.Count == 0) ValidateRelations(relations, path, place);
    }

    private void ValidateKey(object options, SettingsProperty property, object? value, string path, Place place)
    {
        var context = new ValidationContext(options) { MemberName = property.Property.Name, DisplayName = property.Key };
        foreach (var attribute in property.Property.GetCustomAttributes(inherit: true).OfType<ValidationAttribute>())
        {
            if (attribute.GetValidationResult(value, context) is { } failure)
                problems.Add(place, path, OutOfRange(attribute) ?? failure.ErrorMessage ?? "not valid");
        }
    }

    private void ValidateInside(SettingsSchema schema, object? value, string path, Place place)
    {
        switch (schema, value)
        {
            case (_, null): return;
            case (ObjectSchema, _):
                Validate(value, path, place);
                return;
            case (FileSchema, _):
                Validate(value, "", place);
                return;
            case (ListSchema { Element: ObjectSchema }, IEnumerable items):
                var index = 0;
                foreach (var item in items) Validate(item, $"{path}[{index++}]", place);
                return;
            case (DictionarySchema { Value: ObjectSchema }, IDictionary entries):
                foreach (DictionaryEntry entry in entries) Validate(entry.Value!, Join(path, (string)entry.Key), place);
                return;
        }
    }

    private void ValidateRelations(IValidatableObject options, string path, Place place)
    {
        foreach (var failure in options.Validate(new ValidationContext(options)))
        {
            var (key, keyPlace) = new MemberPath(binder).Find(options, failure.MemberNames.FirstOrDefault() ?? "", path, place);
            problems.Add(keyPlace, key, failure.ErrorMessage ?? "not valid");
        }
    }

    // The attribute's own message would show a TimeSpan in a form that cannot be written in settings.
    private static string? OutOfRange(ValidationAttribute attribute)
    {
        if (attribute is not RangeAttribute range || range.OperandType != typeof(TimeSpan) || range.ErrorMessage is not null) return null;
        return $"must be between {PrometheusDuration.Format((TimeSpan)range.Minimum)} and {PrometheusDuration.Format((TimeSpan)range.Maximum)}";
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
